/** SHA-256, as hex, of a request as canonical JSON: keys in order at every depth, no blanks. */
export async function digestOf(request: unknown): Promise<string> {
	const bytes = new TextEncoder().encode(JSON.stringify(request, inOrder));
	const digest = await crypto.subtle.digest('SHA-256', bytes);
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function inOrder(_key: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
