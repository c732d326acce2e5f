import { fromHex } from '../_shared/frames/index.ts';

/** SHA-256 of a lookup secret, both as hex: what SQL knows a code by. */
export async function hashOf(lookup: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', fromHex(lookup) as Uint8Array<ArrayBuffer>);
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
