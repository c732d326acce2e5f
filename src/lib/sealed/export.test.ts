import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCode } from '#shared/code/index.ts';
import { digestOf } from './digest.ts';
import { sealExport, type Exported } from './export.ts';
import { newHolder, type Holder } from './holder.ts';
import { isSigned } from './signed.ts';

const code = makeCode(new Uint8Array(15).fill(21));
const at = new Date('2026-11-23T08:00:00Z');
const picture = new Uint8Array(70_001).map((_, n) => n);
const words = new TextEncoder().encode('Đêm nào cũng có người lấy trộm tôm ở hồ.');
let officer: Holder;
let made: Exported;
let folder: string;

beforeAll(async () => {
	officer = await newHolder();
	const files = [
		{ path: 'tip.txt', bytes: words },
		{ path: 'files/01.jpg', bytes: picture },
		{ path: 'files/02.bin', bytes: new Uint8Array() }
	];
	made = await sealExport({ reference: 'TB-26-000001' }, files, officer.signer, { code, at });
	folder = mkdtempSync(join(tmpdir(), 'export-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const opened = () => {
	const decrypter = new Decrypter();
	decrypter.addPassphrase(code);
	return decrypter.decrypt(made.file);
};

it('the other agency opens it with the code and the tools that everybody has', async () => {
	writeFileSync(join(folder, 'tip.tar'), await opened());
	execFileSync('tar', ['-xf', 'tip.tar'], { cwd: folder });
	expect(new Uint8Array(readFileSync(join(folder, 'tip.txt')))).toEqual(words);
	expect(new Uint8Array(readFileSync(join(folder, 'files/01.jpg')))).toEqual(picture);
	expect(readFileSync(join(folder, 'files/02.bin'))).toHaveLength(0);
	const json = new Uint8Array(readFileSync(join(folder, 'tip.json')));
	const record = JSON.parse(new TextDecoder().decode(json));
	expect(record).toMatchObject({ v: 1, reference: 'TB-26-000001', by: officer.signer.verify });
	expect(record.files[1]).toEqual({
		path: 'files/01.jpg',
		bytes: 70_001,
		sha256: digestOf(picture)
	});
	const signature = Buffer.from(readFileSync(join(folder, 'tip.sig'), 'utf8').trim(), 'hex');
	const holds = (context: 'gan-dan/export/v1' | 'gan-dan/item/v1', bytes = json) =>
		isSigned(bytes, context, new Uint8Array(signature), officer.signer.verify);
	expect(holds('gan-dan/export/v1')).toBe(true);
	expect(holds('gan-dan/item/v1')).toBe(false);
	expect(holds('gan-dan/export/v1', json.with(9, 0))).toBe(false);
});

it('the slip names the very file, which shows nothing of what is in it', () => {
	expect(made.sha256).toBe(digestOf(made.file));
	const outside = new TextDecoder().decode(made.file.subarray(0, 60));
	expect(outside).toMatch(/^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} 15\n/);
	expect(Buffer.from(made.file).includes('TB-26')).toBe(false);
});

it('a code that is none seals nothing', async () => {
	await expect(sealExport({}, [], officer.signer, { code: 'K7QM', at })).rejects.toMatchObject({
		code: 'bad_code'
	});
});
