/**
 * What a VietQR code of an account holds, without an amount: who scans it types that in their own bank's application. Fields as
 * NAPAS has them in EMVCo's form: two digits of name, two of length, the value; at the end a CRC-16 (CCITT, from FFFF) over all of it.
 */
const field = (name: string, value: string) => name + String(value.length).padStart(2, '0') + value;

function checksum(text: string): string {
	let crc = 0xffff;
	for (let n = 0; n < text.length; n++) {
		crc ^= text.charCodeAt(n) << 8;
		for (let bit = 0; bit < 8; bit++)
			crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
	}
	return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** @param bin six digits of the bank; `number` of the account, letters and digits */
export function vietQr({ bank_bin, number }: { bank_bin: string; number: string }): string {
	const account = field('00', bank_bin) + field('01', number);
	const receiver = field('00', 'A000000727') + field('01', account) + field('02', 'QRIBFTTA');
	const said =
		field('00', '01') +
		field('01', '11') +
		field('38', receiver) +
		field('53', '704') +
		field('58', 'VN');
	// The name and length of the checksum are summed with the rest.
	return said + '6304' + checksum(said + '6304');
}
