import { m } from '#lib/paraglide/messages';

/** What units begin with; a unit that chose other numbers shows them beside each case. */
const SENSITIVE = 30;
const CONTACT = 90;

/** Read as it was built: docs/decisions/0051. */
export const csr = false;

/** A page of words alone: they come with it in the reader's language, and no script carries both. */
export const load = () => {
	const sensitive = m.privacy_days({ count: SENSITIVE });
	const contact = m.privacy_days({ count: CONTACT });
	return {
		keys: { before: m.privacy_keys(), link: m.staff_chain_title() },
		title: m.privacy_title(),
		name: m.privacy_page_title(),
		lead: m.privacy_lead(),
		home: m.privacy_home(),
		byWhom: { title: m.privacy_by_whom_title(), unit: m.privacy_by_whom() },
		readers: [m.privacy_readers(), m.privacy_heads()],
		kept: { title: m.privacy_kept_title(), lead: m.privacy_kept() },
		after: [m.privacy_after(), m.privacy_draft()],
		rows: [
			{ key: m.privacy_who(), value: [m.privacy_who_why(), contact] },
			{ key: m.privacy_phones(), value: [m.privacy_phones_why(), contact] },
			{ key: m.privacy_place(), value: [m.privacy_place_why(), contact] },
			{ key: m.privacy_birth(), value: [m.privacy_birth_why(), sensitive] },
			{ key: m.privacy_needs(), value: [m.privacy_needs_why(), sensitive] },
			{ key: m.privacy_said(), value: [m.privacy_said_why(), sensitive] }
		],
		never: {
			title: m.privacy_never_title(),
			lines: [m.privacy_never_papers(), m.privacy_never_code(), m.privacy_never_watch()]
		},
		rights: {
			title: m.privacy_rights_title(),
			lines: [m.privacy_right_read(), m.privacy_right_stop(), m.privacy_right_ask()]
		}
	};
};
