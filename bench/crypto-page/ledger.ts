/** A public ledger in the browser's memory, verified as the Worker of its page does it. */
import { verify } from '../../src/lib/fund/public-verify.ts';
import { chainOf, ledgerOf } from '../../src/lib/fund/testing-chain.ts';

/** Rows verified a second; every fourth names a donor. Making and fetching them does not count. */
export async function verifiedRows(count: number): Promise<number> {
	const day = (n: number) => `2026-${String(1 + Math.floor((n * 12) / count)).padStart(2, '0')}-15`;
	const chain = chainOf(
		Array.from({ length: count }, (_, n) => ({
			day: day(n),
			kind: 'gift' as const,
			money: 50_000 + (n % 97) * 1_000,
			words: 'Ủng hộ phong trào bảo vệ an ninh Tổ quốc',
			...(n % 4 === 0 && { name: `Nguyễn Minh Họa ${n}` })
		}))
	);
	const read = async (from: number, size: number) => chain.slice(from - 1, from - 1 + size);
	const { fault, rows, worked } = await verify({ ledger: ledgerOf(chain), noted: '' }, read);
	if (fault || rows !== count) throw new Error(`The chain that was made breaks: ${fault?.why}.`);
	return (rows / worked) * 1000;
}
