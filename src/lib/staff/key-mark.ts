/**
 * The mark of an officer's keys that is read aloud before a lead signs: of both at once, so that a server cannot keep the one that
 * signs and put in another that opens. The browser's own SHA-256: ours would bring the whole cipher along.
 */
export async function markOf({ recipient, verify }: { recipient: string; verify: string }) {
	const words = new TextEncoder().encode(`gan-dan/officer-mark/v1\n${verify}\n${recipient}`);
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', words));
	return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
