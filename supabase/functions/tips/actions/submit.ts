import { digestOf } from '../digest.ts';
import type { Run } from '../ports.ts';
import type { Answer } from '../shapes.ts';

/**
 * A tip is known by its lookup hash and what it holds: sent again after a lost answer, it gets the first one without new
 * work. Only then is the proof looked at, and SQL spends it with the tip.
 */
export const submit: Run<'tips_submit', Answer<'tips_submit'>> = async (ports, args) => {
	const { key, proof, ...tip } = args;
	const digest = await digestOf(tip);
	const stored = await ports.store.answer(tip.lookup_hash, digest);
	if (stored) return stored;
	const nonce = await ports.proofs.check(tip.lookup_hash, proof);
	return ports.store.submit(key, { ...tip, nonce, digest });
};
