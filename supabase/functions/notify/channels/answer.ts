/** How much of a provider's answer is read. */
const MOST = 64 * 1024;

/** The answer as text, or null where it is cut off, does not come in time or never ends. */
export async function bounded(response: Response): Promise<string | null> {
	const reader = response.body?.getReader();
	if (!reader) return '';
	const decoder = new TextDecoder();
	let text = '';
	try {
		for (let part = await reader.read(); part.value; part = await reader.read()) {
			text += decoder.decode(part.value, { stream: true });
			if (text.length > MOST) {
				await reader.cancel();
				return null;
			}
		}
		return text + decoder.decode();
	} catch {
		return null;
	}
}

/** Seconds of a Retry-After, which may be a date; undefined where it is neither. */
export function retryAfter(value: string | null, now = Date.now()): number | undefined {
	if (value === null) return undefined;
	const seconds = /^\d{1,6}$/.test(value.trim())
		? Number(value)
		: Math.ceil((Date.parse(value) - now) / 1000);
	return Number.isFinite(seconds) ? Math.max(0, Math.min(86_400, seconds)) : undefined;
}

/** The provider's own number of a message, unless it holds the number that it went to. */
export function providerId(answer: unknown, name: string | null, to: string): string | null {
	if (name === null || typeof answer !== 'object' || answer === null) return null;
	const id = String((answer as Record<string, unknown>)[name] ?? '');
	const known = /^[A-Za-z0-9._-]{1,64}$/.test(id) && !id.includes(to.replace(/\D/g, '').slice(-9));
	return known ? id : null;
}
