/** What every passkey of an officer's device has in common, whatever it opens. */

/** Whether it is worth offering; a device may still turn out to be unable. Passkeys need a name, not a number. */
export async function passkeysFit(): Promise<boolean> {
	if (!window.isSecureContext || typeof PublicKeyCredential !== 'function') return false;
	if (/^[\d.]+$|^\[/.test(location.hostname)) return false;
	const known = await PublicKeyCredential.getClientCapabilities?.().catch(() => null);
	return known?.['extension:prf'] !== false;
}

/** Whether the person or the device said no, by what browsers throw. Theirs for "no" is the same as for "too late". */
export const saidNo = (error: unknown): boolean =>
	error instanceof DOMException && /NotAllowed|Abort/.test(error.name);
