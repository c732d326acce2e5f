import { describe, expect, it } from 'vitest';
import { answer } from './bank-read.ts';
import { fileWords } from './bank-words.ts';

const read = (text: string) =>
	answer({ mapping: [], today: '2026-12-02', bytes: new TextEncoder().encode(text) });
const refused = (text: string) =>
	read(text).then(
		() => null,
		({ code }: { code: string }) => fileWords(code)
	);

describe('the file of a bank, on the treasurer’s machine', () => {
	it('is read with its hash', async () => {
		expect(await read('Ngày,Số tiền,Diễn giải\n01/11/2026,5,a')).toMatchObject({
			kind: 'sheets',
			sha256: expect.stringMatching(/^[0-9a-f]{64}$/)
		});
	});

	it('is refused with a sentence: the line where it breaks, or what it is instead', async () => {
		expect(await refused('Ngày,Số tiền,Diễn giải\n01/11/2026,5,"a')).toContain('dòng 2');
		expect(await refused('%PDF-1.7')).toContain('PDF');
		expect(fileWords('too_large')).toContain('quá lớn');
		expect(fileWords('broken')).toContain('bị hỏng');
	});
});
