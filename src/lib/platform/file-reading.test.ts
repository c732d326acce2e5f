import { describe, expect, it } from 'vitest';
import { bytesOf, FileReading } from './file-reading.svelte.ts';
import type { Problem } from './problem.ts';
import { JobError } from './worker.ts';

const words = (code: string) => (code === 'locked' ? 'Tệp có mật khẩu.' : null);

describe('a file that somebody chose', () => {
	it('is refused with a sentence that says what to do', async () => {
		const reading = new FileReading(() => Promise.reject(new JobError('locked')), words);
		expect(await reading.read(() => '')).toBeNull();
		expect([reading.refused, reading.failed, reading.busy]).toEqual([
			'Tệp có mật khẩu.',
			null,
			false
		]);
	});

	it('is not to blame when the Worker did not come over the line', async () => {
		const reading = new FileReading(() => Promise.reject(new JobError('worker_failed')), words);
		expect(await reading.read(() => '')).toBeNull();
		expect([reading.refused, (reading.failed as Problem).code]).toEqual([null, 'unreachable']);
	});

	it('is read once, however often the button is pressed', async () => {
		let reads = 0;
		const reading = new FileReading(async (text: string) => `${text}${++reads}`, words);
		const both = [reading.read(() => 'a'), reading.read(() => 'b')];
		expect(await Promise.all(both)).toEqual(['a1', null]);
	});

	it('is told to be too large before it is read, and to be broken when it is gone', async () => {
		const none = async (): Promise<ArrayBuffer> => {
			throw new DOMException('gone', 'NotFoundError');
		};
		await expect(bytesOf({ size: 9, arrayBuffer: none }, 8)).rejects.toMatchObject({
			code: 'too_large'
		});
		await expect(bytesOf({ size: 8, arrayBuffer: none }, 8)).rejects.toMatchObject({
			code: 'broken'
		});
	});
});
