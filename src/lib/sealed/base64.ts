// A call takes only so many arguments before the stack of an old phone ends.
const SLICE = 0x2000;

/** Base 64 with padding, as sealed files travel. */
export function toBase64(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += SLICE)
		text += String.fromCharCode(...bytes.subarray(at, at + SLICE));
	return btoa(text);
}

/** What `toBase64` made; a text that is no base 64 gives no bytes, which open as damaged. */
export function fromBase64(text: string): Uint8Array {
	try {
		return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
	} catch {
		return new Uint8Array();
	}
}
