import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import * as cipher from '#lib/sealed/cipher.ts';
import { filesOf, lookOf, openFile, textIn, type TipFile } from './officer-files.ts';
import { TipError } from './officer-problem.ts';
import type { Reading } from './officer-reading.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const id = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;

async function attached(bytes: Uint8Array) {
	const room = await cipher.newRoom();
	const files: Uint8Array[] = [];
	const parts: { id: string; sha256: string }[] = [];
	for await (const { sealed, sha256 } of cipher.cut(bytes, room.recipient)) {
		parts.push({ id: id(files.length), sha256 });
		files.push(sealed);
	}
	const ref = { name: 'Tệp 1', type: 'text/plain', bytes: bytes.length, kind: 'file', parts };
	const reading = {
		tip: { case: 'a', parts: parts.map((part) => ({ id: part.id, bytes: 1 })) },
		secrets: [{ room: 'T', epoch: 1, identity: room.identity }]
	} as unknown as Reading;
	const fetchPart = async (_: string, part: string) =>
		files[parts.findIndex((one) => one.id === part)]!;
	return { file: { ref, epoch: 1, seq: 1 } as TipFile, reading, fetchPart, files };
}

describe('a file that came with a tip', () => {
	it('is opened part by part and comes out as it was', async () => {
		const { file, reading, fetchPart } = await attached(utf8('Biển số 76A-123.45'));
		const bytes = await openFile(file, reading, cipher, fetchPart);
		expect(textIn(bytes)).toBe('Biển số 76A-123.45');
	});

	it('that was changed or swapped is not shown', async () => {
		const { file, reading, files } = await attached(utf8('thật'));
		const other = await attached(utf8('giả'));
		const swapped = async () => other.files[0]!;
		await expect(openFile(file, reading, cipher, swapped)).rejects.toEqual(
			new TipError('part_damaged')
		);
		expect(files).toHaveLength(1);
	});

	it('whose part the server does not have is said to be missing', async () => {
		const { file, reading, fetchPart } = await attached(utf8('thật'));
		const without = { ...reading, tip: { ...reading.tip, parts: [] } };
		await expect(openFile(file, without, cipher, fetchPart)).rejects.toEqual(
			new TipError('part_missing')
		);
	});

	it('that Storage lost is said to be missing, and one that the line kept is not', async () => {
		const { file, reading } = await attached(utf8('thật'));
		const answering = (problem: Problem) =>
			openFile(file, reading, cipher, () => Promise.reject(problem));
		const lost = new Problem({ code: 'not_found', status: 404 });
		await expect(answering(lost)).rejects.toEqual(new TipError('part_missing'));
		for (const [code, status] of [
			['busy', 503],
			['unreachable', 0],
			['sign_in', 401]
		] as const) {
			const problem = new Problem({ code, status });
			await expect(answering(problem)).rejects.toBe(problem);
		}
	});

	it('is taken for what its bytes are, whatever it is called', () => {
		expect(lookOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('image');
		expect(lookOf(utf8('chỉ là chữ'))).toBe('text');
		expect(lookOf(utf8('%PDF-1.7'))).toBe('pdf');
		expect(lookOf(new Uint8Array([0x4d, 0x5a, 0x00, 0x90]))).toBe('other');
	});

	it('of a damaged item is not offered', () => {
		expect(filesOf([{ seq: 1, damaged: 'signature' }])).toEqual([]);
	});
});
