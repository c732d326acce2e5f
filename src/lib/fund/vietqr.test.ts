import { expect, it } from 'vitest';
import { vietQr } from './vietqr.ts';

it('a code of an account is the one that NAPAS gives as its example', () => {
	expect(vietQr({ bank_bin: '970403', number: '0011012345678' })).toBe(
		'00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F'
	);
});
