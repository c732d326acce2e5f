import { expect, it } from 'vitest';
import { solve } from '../_shared/proof/solve.ts';
import { proofsOf } from './proofs.ts';
import { lookup_hash } from './testing.ts';

it('a sender’s work opens the tip that it was done for, and no other', async () => {
	const proofs = proofsOf('a secret that only this test knows of');
	const proof = await solve(await proofs.challenge(lookup_hash, 20));
	expect(await proofs.check(lookup_hash, proof)).toMatch(/^[0-9a-f]{32}$/);
	await expect(proofs.check('01'.repeat(32), proof)).rejects.toThrow('bad_proof');
	await expect(proofs.check(lookup_hash, 'guessed')).rejects.toThrow('bad_proof');
});
