/** What a sender reads before the first question, in both languages, word for word where a word matters. */
import { expect, type Page } from './world.ts';

/** `told`: in this order, the button last; `off`: what is said besides where JavaScript is off. */
export const beforeATip = [
	{
		address: '/tin-bao',
		headings: [
			'Gửi tin báo cho Công an',
			'Ai đọc, và khi nào',
			'Trang này giấu được gì',
			'Trang này không giấu được gì',
			'Nếu sợ bị biết'
		],
		told: [
			'Nguy hiểm đang xảy ra? Gọi 113',
			'có thể nhiều giờ sau mới được đọc',
			'Gửi tin báo cho Công an',
			'trong danh sách do Trưởng Công an đơn vị ký',
			'Thường là trong giờ làm việc',
			'Nội dung được niêm phong ngay trên máy',
			'có thể ghi địa chỉ mạng của máy',
			'Lịch sử trình duyệt vẫn ghi',
			'Gửi tệp lớn thì người theo dõi mạng thấy',
			'Đừng dùng máy hay mạng của cơ quan',
			'Tor Browser, tải từ torproject.org',
			'trên VNeID',
			'Bắt đầu viết'
		],
		off: 'trang này không gửi gì đi. Xin bật JavaScript, hoặc gọi 113'
	},
	{
		address: '/en/tips',
		headings: [
			'Send a tip to the police',
			'Who reads it, and when',
			'What this page can hide',
			'What it cannot hide',
			'If you fear being found out'
		],
		told: [
			'Danger right now? Call 113',
			'may be read hours later',
			'Send a tip to the police',
			'on the list signed by the head of the unit',
			'Usually in working hours',
			'What you write is sealed on your device',
			'may note the address of your device',
			'own history shows that this page was opened',
			'A large upload shows whoever watches the network',
			'Do not use a device or network of your work',
			'Tor Browser, from torproject.org',
			'use VNeID',
			'Start writing'
		],
		off: 'this page sends nothing. Please turn it on, or call 113'
	}
];

/** Reads the page as it is shown, with what is folded away opened. */
export async function expectRead(page: Page, { headings, told }: (typeof beforeATip)[number]) {
	const main = page.getByRole('main');
	await expect(main.getByRole('heading')).toHaveText(headings);
	for (const fold of await main.locator('summary').all()) await fold.click();
	const text = await main.innerText();
	let at = 0;
	for (const words of told) {
		const next = text.indexOf(words, at);
		expect(next, `"${words}" where it is due`).toBeGreaterThanOrEqual(at);
		at = next;
	}
}
