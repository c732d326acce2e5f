import { expect, it } from 'vitest';
import { sealedLength } from '../agefile/index.ts';
import { encodeRequest } from './index.ts';

it('a question has room for a sealed text and forty parts of files that it brings', () => {
	const id = '6f1c2c1e-6f1b-4c9e-9a55-1d8a4f0f5d10';
	const sealed = 'x'.repeat(Math.ceil(sealedLength(4096) / 3) * 4);
	const parts = Array.from({ length: 40 }, () => id);
	const say = { act: 'message', item: id, seq: 9_999, epoch: 999, sealed, parts };
	const said = { op: 'say', lookup: 'a'.repeat(64), key: id, version: 9_999, say };
	expect(encodeRequest(said).length).toBe(10 * 1024);
});
