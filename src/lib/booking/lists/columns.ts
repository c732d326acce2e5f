import { knownHeadings } from '#shared/sheet/headings.ts';

/** What a column of a sheet can hold for us. */
export const fields = [
	'name',
	'birth',
	'phone',
	'hamlet',
	'address',
	'landmark',
	'service',
	'needs',
	'note'
] as const;
export type FieldName = (typeof fields)[number];

/**
 * How people head their columns, without marks. Numbers of identity cards are in nearly every such sheet and are not taken: a visit
 * needs none, and what is not kept cannot be lost.
 */
const headings: Record<FieldName | 'none', string> = {
	name:
		'ho va ten|ho ten|ten|ho|ho va ten dem|ho dem|ho lot|ho va chu dem|ho chu dem|ten goi|' +
		'ho va ten cong dan|ho ten cong dan|nguoi can cap|nguoi de nghi|ho va ten nguoi can cap|' +
		'ho ten nguoi can cap|ho ten khai sinh|ho chu dem va ten|ho chu dem va ten khai sinh|cong dan|' +
		'name|full name',
	birth:
		'nam sinh|ngay sinh|ngay thang nam sinh|ngay thang sinh|sinh ngay|sinh nam|ns|n sinh|' +
		'nam sinh nam|nam sinh nu|ngay|thang|ngay thang nam|year of birth|date of birth|born|birth',
	phone:
		'sdt|so dien thoai|dien thoai|dt|so dt|sdt lien he|di dong|so di dong|dien thoai lien he|' +
		'so dien thoai lien he|lien he|so lien he|phone|telephone|mobile',
	hamlet:
		'thon|to|tdp|thon to|thon tdp|to dan pho|thon to dan pho|khu dan cu|kdc|khoi|khu pho|ap|ten thon|' +
		'hamlet',
	address:
		'dia chi|so nha|noi o|cho o|noi o hien nay|noi o hien tai|cho o hien nay|xom|doi|to doi|' +
		'dia chi nha|noi thuong tru|thuong tru|ho khau thuong tru|hktt|address',
	landmark: 'moc|moc de tim|cho de tim|chi duong|chi dan|gan dau|landmark',
	service:
		'noi dung|thu tuc|loai|loai cap|hinh thuc|yeu cau|de nghi|noi dung de nghi|loai thu tuc|service',
	needs:
		'nhu cau|tinh trang|tinh trang suc khoe|suc khoe|doi tuong|ly do|hoan canh|dien|the trang|' +
		'nhu cau ho tro|ly do den nha|needs',
	note: 'ghi chu|luu y|khac|ghi chu khac|note|notes',
	none:
		'stt|tt|so tt|so thu tu|gioi tinh|cccd|cmnd|so cccd|so cmnd|so cmnd cccd|so dinh danh|dan toc|' +
		'ton giao|que quan|nghe nghiep|ky ten|chu ho|ho ten chu ho|ho va ten chu ho|ten chu ho|' +
		'ho ten cha|ho ten me|ho ten vo|ho ten chong|nguoi than|quan he|quan he voi chu ho|ten duong|' +
		'ho khau|no'
};

/** What a column with this heading holds; `none`: something known that is not taken; null: nobody knows. */
export const fieldOf = knownHeadings(headings);
