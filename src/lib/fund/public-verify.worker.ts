/** Entry of the Worker that verifies a public ledger. It speaks `runner.ts`. */
import { answer } from './public-answer.ts';
import type { Asked } from './public-verify.ts';

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
	answer(data, (far) => postMessage({ progress: far })).then(
		(verdict) => postMessage({ answer: verdict }),
		({ code }: { code?: string }) => postMessage({ code: code ?? 'worker_failed' })
	);
});
