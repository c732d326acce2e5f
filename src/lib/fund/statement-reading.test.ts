import { describe, expect, it } from 'vitest';
import { JobError } from '#lib/platform/worker.ts';
import { answer } from './bank-read.ts';
import { StatementReading } from './statement-reading.svelte.ts';

const known = { mapping: [], today: '2026-12-02' };
const file = (text: string) => {
	const { buffer, length } = new TextEncoder().encode(text);
	return { size: length, arrayBuffer: async () => buffer as ArrayBuffer };
};
/** The Worker's part, done here. */
const here = (asked: Parameters<typeof answer>[0]) =>
	answer(asked).catch((error: { code: string }) => {
		throw new JobError(error.code);
	});

describe('a treasurer who chooses a file', () => {
	it('gets what is in it, and its hash', async () => {
		const reading = new StatementReading(here);
		const opened = await reading.read(file('Ngày,Số tiền,Diễn giải\n01/11/2026,5,a'), known);
		expect(opened).toMatchObject({
			kind: 'sheets',
			sha256: expect.stringMatching(/^[0-9a-f]{64}$/)
		});
		expect([reading.busy, reading.refused, reading.failed]).toEqual([false, null, null]);
	});

	it('is told why one is refused, with the line where it breaks', async () => {
		const reading = new StatementReading(here);
		expect(await reading.read(file('Ngày,Số tiền,Diễn giải\n01/11/2026,5,"a'), known)).toBeNull();
		expect(reading.refused).toContain('dòng 2');
		expect(await reading.read(file('%PDF-1.7'), known)).toBeNull();
		expect(reading.refused).toContain('PDF');
	});

	it('is told of one that is too large before it is read, and of one that is gone', async () => {
		const reading = new StatementReading(here);
		const none = async (): Promise<ArrayBuffer> => {
			throw new DOMException('gone', 'NotFoundError');
		};
		await reading.read({ size: 9 * 1024 * 1024, arrayBuffer: none }, known);
		expect(reading.refused).toContain('quá lớn');
		await reading.read({ size: 5, arrayBuffer: none }, known);
		expect(reading.refused).toContain('bị hỏng');
	});

	it('is told of the line where the Worker did not come over it', async () => {
		const reading = new StatementReading(async () => {
			throw new JobError('worker_failed');
		});
		expect(await reading.read(file('a'), known)).toBeNull();
		expect(reading.failed).toMatchObject({ code: 'unreachable' });
	});
});
