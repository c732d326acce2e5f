import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, readFile, statementOf } from './testing.ts';

describe('whatever a file holds', () => {
	const movement = fc.record({
		amount: fc.integer({ min: -(10 ** 12), max: 10 ** 12 }).filter((n) => n !== 0),
		days: fc.nat(2),
		text: fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) =>
			text
				.replace(/[\p{C}\p{Z}\s]+/gu, ' ')
				.normalize('NFC')
				.trim()
		)
	});
	const written = fc.array(movement, { minLength: 1, maxLength: 40 }).map((movements) => {
		let balance = 5_000_000;
		let at = Date.parse('2026-08-01');
		const lines = movements.map(({ amount, days, text }) => {
			balance += amount;
			at += days * 86_400_000;
			const day = new Date(at).toISOString().slice(0, 10);
			return { day, amount, text, balance };
		});
		return { lines, text: lines };
	});
	const quote = (text: string) => `"${text.replace(/"/g, '""')}"`;
	const csv = (
		lines: { day: string; amount: number; text: string; balance: number }[],
		mark: string
	) =>
		[
			['Ngày giao dịch', 'Ghi nợ', 'Ghi có', 'Số dư', 'Diễn giải'],
			...lines.map(({ day, amount, text, balance }) => [
				day.split('-').reverse().join('/'),
				amount < 0 ? (-amount).toLocaleString('vi-VN') : '',
				amount > 0 ? amount.toLocaleString('vi-VN') : '',
				balance.toLocaleString('vi-VN'),
				text
			])
		]
			.map((cells) => cells.map(quote).join(mark))
			.join('\r\n');

	it('what was written is read back', async () => {
		await fc.assert(
			fc.asyncProperty(written, fc.constantFrom(',', ';', '\t'), async ({ lines }, mark) => {
				const statement = await statementOf(csv(lines, mark));
				expect(
					statement.lines.map(({ day, amount, balance }) => ({ day, amount, balance }))
				).toEqual(lines.map(({ day, amount, balance }) => ({ day, amount, balance })));
				expect(statement.opening).toBe(5_000_000);
			}),
			{ numRuns: 60 }
		);
	});

	it('cut anywhere, it is refused, or what was cut off is the end: never a line from the middle', async () => {
		await fc.assert(
			fc.asyncProperty(
				written,
				fc.double({ min: 0, max: 1, noNaN: true }),
				async ({ lines }, share) => {
					const whole = bytesOf(csv(lines, ','));
					const bytes = whole.slice(0, Math.floor(whole.length * share));
					const read = await readFile(bytes).catch((error: { code: string }) => error.code);
					if (typeof read === 'string') return void expect(read).toMatch(/^[a-z_]+$/);
					if (!read.statement) return void expect(read.faults.length).toBeGreaterThan(0);
					const taken = read.statement.lines.map(({ day, amount }) => ({ day, amount }));
					expect(taken).toEqual(
						lines.slice(0, taken.length).map(({ day, amount }) => ({ day, amount }))
					);
				}
			),
			{ numRuns: 60 }
		);
	});

	it('garbage makes a report or a refusal with a code', async () => {
		const bytes = fc.oneof(
			fc.uint8Array({ maxLength: 300 }),
			fc.string({ unit: 'binary', maxLength: 300 }).map(bytesOf),
			fc
				.array(
					fc.constantFrom(
						'Ngày',
						'Số tiền',
						'Diễn giải',
						',',
						';',
						'\n',
						'"',
						'1.000',
						'01/11/2026',
						'=1',
						'<OFX>',
						'<STMTTRN>'
					),
					{ maxLength: 60 }
				)
				.map((parts) => bytesOf(parts.join('')))
		);
		await fc.assert(
			fc.asyncProperty(bytes, async (some) => {
				const read = await readFile(some).catch((error: { code: string }) => error.code);
				if (typeof read === 'string') expect(read).toMatch(/^[a-z_]+$/);
				else expect(read.statement === null).toBe(read.faults.length > 0);
			}),
			{ numRuns: 200 }
		);
	});

	it('ten thousand lines are read', async () => {
		const rows = Array.from({ length: 10_000 }, (_, n) => ({
			...{ day: '2026-11-02', amount: n % 2 ? -1000 : 1500, text: `Giao dịch ${n}` },
			balance: 1500 * Math.ceil((n + 1) / 2) - 1000 * Math.floor((n + 1) / 2)
		}));
		expect((await statementOf(csv(rows, ','))).lines).toHaveLength(10_000);
	});
});
