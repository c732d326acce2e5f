/** What the site that is served says it is made of: `/ban-dung.json`, written by its build (supabase/local/manifest.ts). */

export type Built = {
	/** Null where it was built from changed sources. */
	commit: string | null;
	/** Name and SHA-384 of each file, by name. */
	files: readonly { name: string; hash: string }[];
	/** SHA-384 of the list itself, 96 hex digits; null where the browser cannot say (a page without https). */
	mark: string | null;
	/** Its very bytes, and who is said to have signed them. */
	bytes: Uint8Array<ArrayBuffer>;
	signed: { key: string; signature: Uint8Array<ArrayBuffer> } | null;
};

const hexOf = (bytes: Uint8Array) =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const bytesOf = (hex: string) =>
	Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, 16));

const fileOf = async (address: string, fetched: typeof fetch) => {
	const answer = await fetched(address, { cache: 'no-store', credentials: 'omit' });
	return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
};

const read = (bytes: Uint8Array): Record<string, unknown> => {
	try {
		return Object(JSON.parse(new TextDecoder().decode(bytes))) as Record<string, unknown>;
	} catch {
		// A host that answers everything with a page.
		return {};
	}
};

const key = /^[0-9a-f]{64}$/;
const signature = /^[0-9a-f]{128}$/;

/** Null where the build wrote no list. @throws TypeError without a line */
export async function readBuilt(fetched: typeof fetch = fetch): Promise<Built | null> {
	const bytes = await fileOf('/ban-dung.json', fetched);
	const { commit, files } = bytes ? read(bytes) : {};
	if (!bytes || typeof files !== 'object' || files === null) return null;
	const beside = read((await fileOf('/ban-dung.sig.json', fetched)) ?? new Uint8Array());
	const isWhole = key.test(String(beside.key)) && signature.test(String(beside.signature));
	const { subtle } = globalThis.crypto;
	return {
		commit: typeof commit === 'string' ? commit : null,
		files: Object.entries(files).map(([name, hash]) => ({ name, hash: String(hash) })),
		mark: subtle ? hexOf(new Uint8Array(await subtle.digest('SHA-384', bytes))) : null,
		bytes,
		signed: isWhole
			? { key: String(beside.key), signature: bytesOf(String(beside.signature)) }
			: null
	};
}
