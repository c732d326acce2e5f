/** Entry of the Worker that reads a bank's file: ten thousand lines would freeze the page. It speaks `runner.ts`. */
import type { Asked } from '#shared/statement/open.ts';
import { answer } from './bank-read.ts';

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
	answer(data).then(
		(opened) => postMessage({ answer: opened }),
		({ code }: { code: string }) => postMessage({ code })
	);
});
