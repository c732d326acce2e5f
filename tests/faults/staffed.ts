/** The officers of a unit, one of each kind, with a fund that is open. */
import type { TestOfficer } from '../../supabase/local/testing.ts';
import type { Scene } from '../functions/scene.ts';
import type { Desk } from '../functions/sealing.ts';
import { done, rpc } from './commands.ts';
import type { Officers } from './desk-commands.ts';

/** The lead is the one who signed the desk's list. */
export async function staffed(at: Scene, { lead }: Desk): Promise<Officers> {
	const officer = (role: string): Promise<TestOfficer> =>
		at.stack.officer({ unit: at.world.unit, roles: [role] });
	const [desk, treasurer, support, editor] = await Promise.all(
		['desk', 'treasurer', 'support', 'editor'].map(officer)
	);
	const book = { holder: 'Trưởng Công an phường', basis: 'Quy chế quản lý Quỹ', two_from: null };
	const account = { bank_bin: null, bank_name: null, account_number: null, account_name: null };
	await done(at, rpc('fund_book_save', { ...book, ...account }, lead));
	return { desk: desk!, treasurer: treasurer!, support: support!, editor: editor!, lead };
}
