/** Apart from `index.ts`, so that a page which only shows numbers does not carry the library. */

/**
 * A Vietnamese E.164 number as people read it: "0912 345 678", "0255 3822 123"; in English "+84 912 345 678". Anything
 * else, hotlines too, comes back as it is. Links take the E.164 number: `tel:+84912345678`.
 */
export function formatPhone(phone: string, language: 'vi' | 'en' = 'vi'): string {
	const national = /^\+84(\d{8,10})$/.exec(phone)?.[1];
	if (!national) return phone;
	const sizes = groups(national);
	let at = 0;
	const parts = sizes.map((size) => national.slice(at, (at += size)));
	return language === 'en' ? `+84 ${parts.join(' ')}` : `0${parts.join(' ')}`;
}

function groups(national: string): number[] {
	if (national.length !== 10) return [3, 3, national.length - 6];
	// Hà Nội and Thành phố Hồ Chí Minh have two digits, the other provinces three.
	return /^2[48]/.test(national) ? [2, 4, 4] : [3, 4, 3];
}
