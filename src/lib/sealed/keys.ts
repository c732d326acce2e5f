import { keyTree, type KeyTree } from './tree.ts';

/** Whose keys: `code` as `parseCode` returns it, and PUBLIC_DEPLOYMENT_ID. */
export interface KeysQuestion {
	code: string;
	deployment: string;
}

/** The same for a page that may write or open a tip, which needs the sender's own keys. */
export interface TipKeysQuestion extends KeysQuestion {
	for: 'tip';
}

/** What makes a case (`lookupHash`) and opens it (`lookup`), 32 bytes each. */
export type Keys = Pick<KeyTree, 'lookup' | 'lookupHash'>;

/** The whole tree but its root, from which everything could be made again. */
export type TipKeys = Omit<KeyTree, 'root'>;

/**
 * Only what the page may use crosses to it: for visits and requests for help that is `lookup` and its hash, for tips
 * the sender's keys as well. The rest of the tree stays where it was made.
 * @throws SealedError as `keyTree`
 */
export async function answer(question: TipKeysQuestion): Promise<TipKeys>;
export async function answer(question: KeysQuestion): Promise<Keys>;
export async function answer(question: KeysQuestion | TipKeysQuestion): Promise<Keys | TipKeys> {
	const { lookup, lookupHash, seed, sign, claim } = await keyTree(
		question.code,
		question.deployment
	);
	if ('for' in question) return { lookup, lookupHash, seed, sign, claim };
	return { lookup, lookupHash };
}
