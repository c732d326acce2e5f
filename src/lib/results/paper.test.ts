import { strFromU8, unzipSync } from 'fflate';
import { Parser } from 'saxen';
import { expect, test } from 'vitest';
import vi from '../../../messages/vi.json' with { type: 'json' };
import { paperFile, paperName } from './paper.ts';
import { paperDate, paperDay, paperFigures } from './paper-words.ts';
import { reported } from './testing-report.ts';

/** The files of a Word file as texts; each must be well-formed. */
async function opened(changes: Parameters<typeof reported>[0] = {}) {
	const bytes = new Uint8Array(await (await paperFile(reported(changes))).arrayBuffer());
	const files = Object.entries(unzipSync(bytes)).map(
		([name, file]) => [name, strFromU8(file)] as const
	);
	for (const [name, text] of files) {
		const faults: string[] = [];
		const parser = new Parser();
		parser.on('error', (fault: Error) => void faults.push(fault.message));
		parser.parse(text);
		expect(faults, name).toEqual([]);
	}
	return new Map(files);
}
/** The paragraphs of the paper as they are read. */
async function read(changes: Parameters<typeof reported>[0] = {}): Promise<string[]> {
	const document = (await opened(changes)).get('word/document.xml')!;
	return [...document.matchAll(/<w:p>(.*?)<\/w:p>|<w:p [^>]*>(.*?)<\/w:p>/gs)]
		.map(([whole]) => [...whole.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, t]) => t).join(''))
		.filter((line) => line !== '');
}

test('a lead gets a paper with its head, title, models, figures and end in the order of papers', async () => {
	expect(await read()).toEqual([
		...['CÔNG AN TỈNH MINH HỌA', 'CÔNG AN PHƯỜNG MINH HỌA', 'Số: 12/BC-CAP'],
		...['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
		...['Minh Họa, ngày 16 tháng 8 năm 2026', 'Dữ liệu minh họa', 'BÁO CÁO'],
		'Kết quả thực hiện các mô hình phục vụ Nhân dân tháng 8 năm 2026',
		'(từ ngày 15/7/2026 đến ngày 14/8/2026)',
		...['Tình hình ổn định.', 'Nhân dân &lt;đồng tình&gt; &amp; ủng hộ.'],
		...['I. KẾT QUẢ THỰC HIỆN CÁC MÔ HÌNH', '1. Gần dân sát việc', 'Đến tận nhà.'],
		...['Thực hiện từ 04/2022.', 'Đã đến 31 nhà.', '2. Camera an ninh', 'II. SỐ LIỆU'],
		...['Nội dung', 'Kỳ này', 'Kỳ trước', 'Cùng kỳ năm trước'],
		...['Người được làm căn cước tại nhà', '1.240', 'không nêu', '1.240'],
		...['Đóng góp vào quỹ (đồng)', '24.500.000', 'chưa công bố', '18.000.000'],
		...['Tin báo được trả lời đúng hạn', 'từ 85%', 'không nêu', 'từ 90%'],
		expect.stringContaining('Không nêu: số người'),
		...['Nơi nhận:', '- Công an tỉnh;', '- Lưu: VT.', 'TRƯỞNG CÔNG AN PHƯỜNG'],
		'……………………'
	]);
});

test('a draft says that it is one and leaves open what nobody has set, and a year has two columns', async () => {
	const lines = await read({
		...{ state: 'draft', published_on: null, number: null, kind: 'year', nth: 1, models: [] },
		...{ outlook: 'Tiếp tục.', demo: false },
		figures: reported().figures.map((figure) => ({ ...figure, year_ago: null })),
		paper: { superior: null, place: null, symbol: null, signer: null, recipients: [] }
	});
	expect(lines).toContain('DỰ THẢO');
	expect(lines).toContain('…………, ngày      tháng      năm 2026');
	expect(lines).toContain('Số:       /BC');
	expect(lines).toContain('II. PHƯƠNG HƯỚNG KỲ TỚI');
	expect(lines).not.toContain('Cùng kỳ năm trước');
	expect(lines).not.toContain('Dữ liệu minh họa');
});

test('the page is A4 with the margins of the decree, and its letters Times New Roman of 14 points', async () => {
	const files = await opened();
	const document = files.get('word/document.xml')!;
	// In twips of 1/1440 inch: 210 by 297 mm, then 20, 15, 20 and 30 mm.
	const [size, margins] = ['pgSz', 'pgMar'].map(
		(name) => new RegExp(`<w:${name} [^>]*>`).exec(document)?.[0]
	);
	expect(size).toContain('w:w="11905" w:h="16837"');
	expect(margins).toContain('w:top="1133" w:right="850" w:bottom="1133" w:left="1700"');
	expect(document.includes('<w:titlePg/>')).toBe(true);
	const styles = files.get('word/styles.xml')!;
	expect(/<w:docDefaults>.*?Times New Roman.*?<w:sz w:val="28"\/>/s.test(styles)).toBe(true);
	expect(paperName('2026-q3')).toBe('bao-cao-2026-q3.docx');
});

test('days are written as the decree writes them, and figures as the page calls them', () => {
	expect(paperDay('2026-02-05')).toBe('05/02/2026');
	expect(paperDay('2026-12-31')).toBe('31/12/2026');
	expect(paperDate('Đức Phổ', '2026-01-09', '2026')).toBe('Đức Phổ, ngày 09 tháng 01 năm 2026');
	for (const [figure, words] of Object.entries(paperFigures))
		expect(vi[`results_figure_${figure}` as keyof typeof vi], figure).toBe(words);
});
