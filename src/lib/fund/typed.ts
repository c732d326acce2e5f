/** What officers type: numbers and digits as people write them. Null for what cannot be read. */

/** "th 4821 0937" → "TH-4821-0937". */
export function readNumber(typed: string): string | null {
	const found = /^(?:TH)?(\d{4})(\d{4})$/.exec(typed.toUpperCase().replace(/[\s.\-–]/g, ''));
	return found ? `TH-${found[1]}-${found[2]}` : null;
}

/** Twenty digits, however they are grouped. */
export function readDigits(typed: string): string | null {
	const digits = typed.replace(/[\s.\-–]/g, '');
	return /^\d{20}$/.test(digits) ? digits : null;
}

/** A new reward's number: chance alone, so that numbers in a row tell nothing. */
export function newNumber(): string {
	const four = () => {
		// 2^32 is no multiple of 10,000; what is favoured by it is favoured by less than one in 400,000.
		const [random] = crypto.getRandomValues(new Uint32Array(1));
		return String(random! % 10_000).padStart(4, '0');
	};
	return `TH-${four()}-${four()}`;
}
