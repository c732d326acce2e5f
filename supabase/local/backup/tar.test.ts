import { expect, describe, it } from 'vitest';
import { ending, pack, unpack } from './tar.ts';

describe('an archive', () => {
	const read = async (bytes: Uint8Array) => {
		const names: string[] = [];
		for await (const { name } of unpack(
			(async function* () {
				yield bytes;
			})()
		))
			names.push(name);
		return names;
	};
	const long = `uploads/${'a'.repeat(60)}/${'b'.repeat(60)}/only`;
	const whole = Buffer.concat([
		...pack({ name: long, bytes: Buffer.from('1') }),
		...pack({ name: 'end.json', bytes: new Uint8Array(512) }),
		ending
	]);

	it('is read whole or not at all', async () => {
		expect(await read(whole)).toEqual([long, 'end.json']);
		await expect(read(whole.subarray(0, 1600))).rejects.toThrow('damaged');
		const spoiled = Buffer.from(whole);
		spoiled[3]! ^= 1;
		await expect(read(spoiled)).rejects.toThrow('damaged');
	});
});
