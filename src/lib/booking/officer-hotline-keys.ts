/** The keys of the operator's form: Enter goes on, a digit chooses, and one key opens it from anywhere. */

const stored = 'gandan.hotline';
/** Keys that type nothing, so that they work inside a field too, and that browsers leave alone. */
export const openingKeys = ['F2', 'F4', 'F8', 'F9'] as const;

/** The key that opens the layer in this browser; null where its officer wants none. */
export function openingKey(): string | null {
	const kept = localStorage.getItem(stored);
	if (kept === 'off') return null;
	return openingKeys.find((key) => key === kept) ?? openingKeys[0];
}

/** `off`: no key, the button alone. */
export const wantOpeningKey = (key: string): void => localStorage.setItem(stored, key);

/** Digits as they stand before the choices of a group: the tenth is 0, later ones have none. */
export const digitOf = (index: number): string =>
	index < 9 ? `${index + 1}  ` : index === 9 ? '0  ' : '';

/** Presses the choice whose digit was pressed inside a group of radios or ticks; false where there is none. */
export function chooseByDigit(event: KeyboardEvent): boolean {
	if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return false;
	const from = event.target as HTMLElement;
	if (!from.matches('input[type="radio"], input[type="checkbox"]')) return false;
	const choices = from.closest('fieldset')?.querySelectorAll<HTMLInputElement>('input') ?? [];
	const chosen = choices[event.key === '0' ? 9 : Number(event.key) - 1];
	if (!chosen) return false;
	chosen.focus();
	chosen.click();
	event.preventDefault();
	return true;
}
