/**
 * Entry of the Worker that makes keys. It stands here, not in `platform`, because platform knows no crypto; it
 * is started only by `platform/worker.ts`, whose protocol it speaks: one question, one `{ answer }` or `{ code }`.
 */
import { answer, type KeysQuestion } from './keys.ts';
import { SealedError } from './problem.ts';

addEventListener('message', async ({ data }: MessageEvent<KeysQuestion>) => {
	try {
		postMessage({ answer: await answer(data) });
	} catch (error) {
		postMessage({ code: error instanceof SealedError ? error.code : 'worker_failed' });
	}
});
