/**
 * Words of the administrative paper. It is Vietnamese whoever makes it in whatever language, so they do not stand in `messages`;
 * a test holds the names of figures against `messages/vi.json`. The form follows annex I of Nghị định 30/2020/NĐ-CP as far as it
 * is known here: decision 48 says what a unit has to look at.
 */
import type { Cell, Figure, FigureName } from '#contracts/results.ts';
import type { Period } from './report-words.ts';

export const paperWords = {
	nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
	motto: 'Độc lập - Tự do - Hạnh phúc',
	kind: 'BÁO CÁO',
	about: 'Kết quả thực hiện các mô hình phục vụ Nhân dân',
	draft: 'DỰ THẢO',
	demo: 'Dữ liệu minh họa',
	models: 'KẾT QUẢ THỰC HIỆN CÁC MÔ HÌNH',
	figures: 'SỐ LIỆU',
	outlook: 'PHƯƠNG HƯỚNG KỲ TỚI',
	what: 'Nội dung',
	now: 'Kỳ này',
	before: 'Kỳ trước',
	year_ago: 'Cùng kỳ năm trước',
	recipients: 'Nơi nhận:',
	few: 'không nêu',
	unpublished: 'chưa công bố',
	hidden:
		'Không nêu: số người, số việc dưới 5, hoặc số mà từ đó tính ra được số dưới 5. Tiền và hiện vật theo sổ quỹ công khai.'
} as const;

export const paperFigures: Record<FigureName, string> = {
	homes_weekend: 'Lượt đến nhà phục vụ thứ Bảy, Chủ nhật',
	people_home: 'Người được làm căn cước tại nhà',
	gatherings: 'Buổi làm căn cước tập trung',
	people_gathered: 'Người được làm căn cước tại buổi tập trung',
	cards: 'Thẻ căn cước đã trao',
	calls: 'Cuộc gọi cho người dân',
	given: 'Đóng góp vào quỹ (đồng)',
	spent: 'Chi từ quỹ (đồng)',
	families: 'Gia đình được hỗ trợ',
	tips_received: 'Tin báo nhận được',
	tips_kept: 'Tin báo được trả lời đúng hạn',
	posts: 'Bài đã đăng trên cổng',
	followers: 'Người theo dõi tin của đơn vị'
};

/** As a table of the paper says it. */
export function paperCell({ measure }: Pick<Figure, 'measure'>, cell: Cell): string {
	if (cell === 'few' || cell === 'unpublished') return paperWords[cell];
	if (measure !== 'percent') return cell.toLocaleString('vi-VN');
	return cell === 100 ? '100%' : `từ ${cell}%`;
}

/** "tháng 8 năm 2026", "quý III năm 2026", "năm 2026". */
export function paperPeriod({ kind, year, nth }: Period): string {
	if (kind === 'month') return `tháng ${nth} năm ${year}`;
	if (kind === 'quarter') return `quý ${['I', 'II', 'III', 'IV'][nth - 1]} năm ${year}`;
	return `năm ${year}`;
}

/** `2026-08-05` → "05/8/2026": days below ten with a nought, and months 1 and 2 as the decree writes them. */
export function paperDay(day: string): string {
	const [year, month, date] = day.split('-');
	return `${date}/${Number(month) > 2 ? Number(month) : month}/${year}`;
}

/** "Đức Phổ, ngày 05 tháng 8 năm 2026"; without a day there is room to write it. */
export function paperDate(place: string | null, day: string | null, year: string): string {
	const [, month, date] = day?.split('-') ?? [];
	const when = day
		? `ngày ${date} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`
		: `ngày      tháng      năm ${year}`;
	return `${place ?? '…………'}, ${when}`;
}
