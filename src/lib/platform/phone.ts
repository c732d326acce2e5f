/**
 * Whether something typed can be no phone at all. Kindness alone, so that the 10 KB of numbering plan stay with
 * the server, which knows better: what passes here may still be refused there, with the field.
 */
export function badPhone(typed: string): boolean {
	const digits = typed.replace(/\D/g, '');
	return (
		typed.trim() !== '' && (digits.length < 8 || digits.length > 15 || /\p{L}{3}/u.test(typed))
	);
}
