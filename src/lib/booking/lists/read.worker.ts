/** Entry of the Worker that reads a sheet: five thousand lines would freeze the page of a phone. It speaks `runner.ts`. */
import { BookError } from '#shared/sheet/grid.ts';
import { answer } from './read.ts';
import type { Brought } from '#shared/sheet/open.ts';

addEventListener('message', ({ data }: MessageEvent<Brought>) => {
	try {
		postMessage({ answer: answer(data) });
	} catch (error) {
		postMessage({ code: error instanceof BookError ? error.code : 'worker_failed' });
	}
});
