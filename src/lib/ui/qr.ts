import { encode } from 'uqr';

/** A QR code as one path over a square of so many units, its border among them. */
export function qrOf(text: string): { size: number; d: string } {
	const { data, size } = encode(text, { ecc: 'M', border: 2 });
	const squares = data.flatMap((row, y) =>
		row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))
	);
	return { size, d: squares.join('') };
}
