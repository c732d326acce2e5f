import { expect, it } from 'vitest';
import { parseCode } from '#shared/code/index.ts';
import { newCode, toHex } from './index.ts';

it('every new code is one that the portal reads back, and nobody gets the same', () => {
	const codes = Array.from({ length: 1000 }, newCode);
	for (const code of codes) expect(parseCode(code)).toBe(code);
	expect(new Set(codes).size).toBe(codes.length);
});

it('every symbol comes equally often at every place but the check', () => {
	const counts = new Map<string, number>();
	for (let made = 0; made < 2000; made++)
		for (const symbol of newCode().slice(0, 15)) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
	// 30,000 symbols over 32: 937 each, a standard deviation of 30; nine of them never happen by chance.
	expect(counts.size).toBe(32);
	for (const count of counts.values()) expect(Math.abs(count - 937.5)).toBeLessThan(270);
});

it('keys leave as the doors take them: two hex digits a byte, lower case', () => {
	expect(toHex(new Uint8Array([0, 10, 255]))).toBe('000aff');
});
