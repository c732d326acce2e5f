/** Entry of the Worker that solves a proof of work; it speaks the protocol of `runner.ts`. */
import { answer } from './prove.ts';

addEventListener('message', async ({ data }: MessageEvent<{ challenge: string }>) => {
	try {
		postMessage({ answer: await answer(data) });
	} catch {
		postMessage({ code: 'worker_failed' });
	}
});
