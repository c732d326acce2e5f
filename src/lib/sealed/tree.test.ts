import { createHash, hkdfSync, scryptSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCode } from '#shared/code/index.ts';
import { answer } from './keys.ts';
import { keyTree } from './tree.ts';
import vectors from './vectors.json' with { type: 'json' };

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const someCode = fc
	.uint8Array({ minLength: 15, maxLength: 15, max: 31 })
	.map((symbols) => makeCode(symbols));
// Each run costs a scrypt of 32 MiB here and one more to compare.
const few = { numRuns: 5 };

/** The tree again, by the scrypt, HKDF and SHA-256 of Node alone, as TIPS.md §2 words it. */
function nodeTree(code: string, deployment: string) {
	const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 };
	const root = scryptSync(code, `gan-dan/v1/${deployment}`, 64, cost);
	const branch = (info: string) => Buffer.from(hkdfSync('sha256', root, '', info, 32));
	const lookup = branch('lookup');
	return {
		root: hex(root),
		lookup: hex(lookup),
		lookupHash: createHash('sha256').update(lookup).digest('hex'),
		seed: hex(branch('age')),
		sign: hex(branch('sign')),
		claim: String(BigInt(`0x${hex(branch('claim/1'))}`) % 10n ** 20n).padStart(20, '0')
	};
}

async function ourTree(code: string, deployment: string) {
	const { claim, ...keys } = await keyTree(code, deployment);
	return { ...mapHex(keys), claim };
}

function mapHex<Name extends string>(keys: Record<Name, Uint8Array>): Record<Name, string> {
	const pairs = Object.entries<Uint8Array>(keys).map(([name, bytes]) => [name, hex(bytes)]);
	return Object.fromEntries(pairs) as Record<Name, string>;
}

describe('a person who kept their slip for years', () => {
	it.each(vectors)('still opens their case with $code in $deployment', async (vector) => {
		const { code, deployment, ...keys } = vector;
		expect(await ourTree(code, deployment)).toEqual(keys);
		expect(nodeTree(code, deployment)).toEqual(keys);
	});

	it('gets the same keys from any code as another implementation would make', async () => {
		await fc.assert(
			fc.asyncProperty(someCode, fc.string({ minLength: 1 }), async (code, deployment) => {
				expect(await ourTree(code, deployment)).toEqual(nodeTree(code, deployment));
			}),
			few
		);
	});

	it('shows twenty digits for a reward, which do not look like the code', async () => {
		await fc.assert(
			fc.asyncProperty(someCode, async (code) => {
				expect((await keyTree(code, 'demo')).claim).toMatch(/^\d{20}$/);
			}),
			few
		);
	});
});

describe('a person with another code, or the same code in another portal', () => {
	it('shares no key with anybody', async () => {
		const trees = vectors.map(({ root, lookup, lookupHash, seed, sign, claim }) => [
			root,
			lookup,
			lookupHash,
			seed,
			sign,
			claim
		]);
		expect(new Set(trees.flat()).size).toBe(vectors.length * 6);
	});
});

describe('what is no code', () => {
	it.each(['', 'K7QM2XRD9WTA44H', 'K7QM2XRD9WTA44HN', 'k7qm2xrd9wta44hm', 'K7QM-2XRD-9WTA-44HM'])(
		'makes no keys: "%s"',
		async (code) => {
			await expect(keyTree(code, 'demo')).rejects.toMatchObject({ code: 'bad_code' });
		}
	);

	it('and a portal without a name makes none either', async () => {
		const { code } = vectors[0]!;
		await expect(keyTree(code, '')).rejects.toMatchObject({ code: 'bad_deployment' });
	});
});

it('the page of a visit gets what opens the case and nothing else of the tree', async () => {
	const { code, deployment, lookup, lookupHash } = vectors[0]!;
	const keys = await answer({ code, deployment });
	expect(mapHex({ ...keys })).toEqual({ lookup, lookupHash });
});

it("the page of a tip gets the sender's keys as well, and never the root of them all", async () => {
	const { code, deployment, lookup, lookupHash, seed, sign, claim } = vectors[0]!;
	const { claim: digits, ...keys } = await answer({ code, deployment, for: 'tip' });
	expect(digits).toBe(claim);
	expect(mapHex(keys)).toEqual({ lookup, lookupHash, seed, sign });
});
