import { expect, it } from 'vitest';
import { insideOf, openOutside } from './inside.ts';

it('a sender inside Zalo or Facebook is told so, one in a browser is not', () => {
	expect(insideOf('Mozilla/5.0 (Linux; Android 14) Zalo android/12').app).toBe('Zalo');
	expect(insideOf('Mozilla/5.0 (iPhone) [FBAN/FBIOS;FBAV/400]')).toEqual({
		app: 'Facebook',
		android: false
	});
	expect(insideOf('Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile').app).toBeNull();
});

it('the way out on Android names this page and nothing that was typed', () => {
	const address = new URL('https://vi.example/tin-bao?x=1#y') as unknown as Location;
	expect(openOutside(address)).toBe(
		'intent://vi.example/tin-bao#Intent;scheme=https;action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end'
	);
});
