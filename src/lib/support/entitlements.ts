/**
 * What the law gives beside the unit's help, as data. Nothing is computed: who has a right to what, and how much, is said by the
 * office named. A row marked `unsure` has not been checked against the text in force, and the page says so.
 */
import { m } from '#lib/paraglide/messages';

export type Entitlement = {
	title: () => string;
	text: () => string;
	source: string;
	href: string;
	unsure: boolean;
};

/** The national portal of public services, and the national database of legal texts. */
const services = 'https://dichvucong.gov.vn';
const texts = 'https://vbpl.vn';

export const entitlements: readonly Entitlement[] = [
	{
		title: m.support_right_merit,
		text: m.support_right_merit_text,
		source: 'Pháp lệnh 02/2020/UBTVQH14; NĐ 131/2021/NĐ-CP',
		href: services,
		unsure: true
	},
	{
		title: m.support_right_social,
		text: m.support_right_social_text,
		source: 'NĐ 20/2021/NĐ-CP',
		href: services,
		unsure: true
	},
	{
		title: m.support_right_insurance,
		text: m.support_right_insurance_text,
		source: 'NĐ 67/2023/NĐ-CP',
		href: texts,
		unsure: true
	},
	{
		title: m.support_right_humanitarian,
		text: m.support_right_humanitarian_text,
		source: 'NĐ 67/2023/NĐ-CP',
		href: texts,
		unsure: true
	}
];
