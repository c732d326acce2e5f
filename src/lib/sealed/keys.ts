import { keyTree } from './tree.ts';

/** Whose keys: `code` as `parseCode` returns it, and PUBLIC_DEPLOYMENT_ID. */
export interface KeysQuestion {
	code: string;
	deployment: string;
}

/** What makes a case (`lookupHash`) and opens it (`lookup`), 32 bytes each. */
export interface Keys {
	lookup: Uint8Array;
	lookupHash: Uint8Array;
}

/**
 * Only what visits and requests for help may use crosses to the page: the rest of the tree stays where it was made.
 * @throws SealedError as `keyTree`
 */
export async function answer({ code, deployment }: KeysQuestion): Promise<Keys> {
	const { lookup, lookupHash } = await keyTree(code, deployment);
	return { lookup, lookupHash };
}
