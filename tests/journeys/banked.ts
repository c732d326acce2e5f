/** A unit with a ledger and a bank account, and files as its bank would give them. Names and amounts are made up. */
import { expect, type TestOfficer, type TestStack } from './world.ts';

/** Nobody else's ledger on this stack. */
const unit = '21457';

/** A day so many days before today, in Việt Nam. */
export const ago = (days: number): string =>
	new Date(Date.now() + 7 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);
export const typedDay = (day: string) => day.split('-').reverse().join('/');

/** A ledger begun forty days ago with ten million in the bank, three gifts since; the treasurer. */
export async function account(stack: TestStack): Promise<TestOfficer> {
	const lead = await stack.officer({ unit, roles: ['lead'] });
	const treasurer = await stack.officer({ unit, roles: ['treasurer'], name: 'Thủ Quỹ Minh Họa' });
	const tell = async (who: TestOfficer, door: string, args: object) => {
		const { status, body } = await stack.rpc(
			door,
			{ key: crypto.randomUUID(), ...args },
			who.token
		);
		expect(status, JSON.stringify(body)).toBe(200);
	};
	await tell(lead, 'fund_book_save', {
		...{ holder: 'Trưởng Công an phường', basis: 'Quy chế quản lý Quỹ', two_from: null },
		...{ bank_bin: null, bank_name: null, account_number: null, account_name: null }
	});
	await tell(lead, 'fund_opening', { account: 'bank', amount: 10_000_000, day: ago(40) });
	for (const [donor, amount, day] of [
		['Nguyễn Thị Lụa', 500_000, ago(38)],
		['Trần Văn Bền', 300_000, ago(36)],
		['Phạm Thị Huệ', 300_000, ago(36)]
	] as const)
		await tell(treasurer, 'fund_gift', {
			...{ account: 'bank', amount, day, words: 'Ủng hộ quỹ', donor },
			...{ shown: false, basis: null, decision: null }
		});
	return treasurer;
}

const csv = (name: string, rows: (string | number)[][]) => ({
	name,
	mimeType: 'text/csv',
	buffer: Buffer.from(
		['Ngày giao dịch', 'Số tham chiếu', 'Ghi nợ', 'Ghi có', 'Số dư', 'Diễn giải'].join(',') +
			'\r\n' +
			rows.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\r\n')
	)
});

export const statementFile = () =>
	csv('sao-ke.csv', [
		[typedDay(ago(38)), 'FT26A', '', '500.000', '10.500.000', 'NGUYEN THI LUA UNG HO QUY'],
		[typedDay(ago(36)), 'FT26B', '', '300.000', '10.800.000', 'UNG HO QUY TRAN VAN BEN'],
		[typedDay(ago(36)), 'FT26C', '', '300.000', '11.100.000', 'UNG HO QUY'],
		[typedDay(ago(34)), 'FT26D', '11.000', '', '11.089.000', 'Phí quản lý tài khoản']
	]);
export const brokenFile = () =>
	csv('hong.csv', [
		['31/02/2026', 'FT26A', '', '500.000', '10.500.000', 'NGUYEN THI LUA'],
		[typedDay(ago(36)), 'FT26B', '', 'ba trăm nghìn 3', '10.800.000', 'UNG HO QUY']
	]);
