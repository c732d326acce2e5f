/** Entry of the Worker of the plan; it speaks the protocol of `platform/workers/runner.ts`. */
import { answer, type Question } from './plan-works.ts';

addEventListener('message', ({ data }: MessageEvent<Question>) => {
	try {
		postMessage({ answer: answer(data, (progress) => postMessage({ progress })) });
	} catch {
		postMessage({ code: 'worker_failed' });
	}
});
