import { randomBytes } from '@noble/hashes/utils.js';
import { identityOf, newRoom, roomOf, type Room } from './age.ts';
import { signerOf, type Signer } from './signed.ts';

/** Somebody with keys: the sender, or an officer. */
export interface Holder extends Room {
	signer: Signer;
}

/** The sender, from the key tree of their code. */
export async function holderOf(tree: { seed: Uint8Array; sign: Uint8Array }): Promise<Holder> {
	return { ...(await roomOf(identityOf(tree.seed))), signer: signerOf(tree.sign) };
}

/** An officer's new keys. */
export async function newHolder(): Promise<Holder> {
	return { ...(await newRoom()), signer: signerOf(randomBytes(32)) };
}
