/** The words themselves. `{day}`, `{from}` and `{to}` are the window of a visit; nothing else may stand in braces. */

export type Words = {
	/** Of an e-mail. */
	subject: string;
	/** With marks, of any length. */
	long: string;
	/** For an SMS, with marks here and without on the way; at most 160 characters when filled. */
	short: string;
};

/** In every long text: by this a false one is known. */
const known =
	'Tin của Công an không bao giờ có đường liên kết, mã, số tài khoản hay số để gọi lại; tin nào có là giả.';

const long = (text: string) => `Kính gửi ông/bà,\n\n${text}\n\n${known}`;

export const templates = {
	confirmed: {
		subject: 'Đã xác nhận lịch làm căn cước',
		long: long(
			'Công an đã xác nhận lịch làm căn cước: {day}, từ {from} đến {to}. Xin chuẩn bị giấy tờ đã được dặn. Cần đổi giờ, ông/bà mở cổng Gần Dân bằng mã tra cứu đã ghi.'
		),
		short:
			'Cong an: da xac nhan lich lam can cuoc cua ong/ba {day}, {from} den {to}. Xin chuan bi giay to. Tin cua Cong an khong co duong lien ket.'
	},
	changed: {
		subject: 'Lịch làm căn cước đã đổi',
		long: long(
			'Lịch làm căn cước của ông/bà đã đổi. Lịch mới: {day}, từ {from} đến {to}. Nếu giờ này không tiện, ông/bà mở cổng Gần Dân bằng mã tra cứu đã ghi để chọn giờ khác.'
		),
		short:
			'Cong an: lich lam can cuoc cua ong/ba da doi sang {day}, {from} den {to}. Tin cua Cong an khong co duong lien ket.'
	},
	postponed: {
		subject: 'Hoãn lịch làm căn cước',
		long: long(
			'Buổi làm căn cước {day}, từ {from} đến {to}, phải hoãn. Hồ sơ của ông/bà vẫn giữ nguyên; cán bộ sẽ gọi để hẹn ngày khác. Xin lỗi ông/bà vì sự bất tiện này.'
		),
		short:
			'Cong an: buoi lam can cuoc {day}, {from} den {to} phai hoan. Ho so van giu. Can bo se goi hen lai. Xin loi ong/ba.'
	},
	cancelled: {
		subject: 'Lịch làm căn cước đã hủy',
		long: long(
			'Lịch làm căn cước của ông/bà đã được hủy. Lý do ghi ở phần tra cứu trên cổng Gần Dân, mở bằng mã tra cứu đã ghi. Ông/bà vẫn có thể đặt lịch lại khi cần.'
		),
		short:
			'Cong an: lich lam can cuoc cua ong/ba da huy. Ly do ghi trong phan tra cuu cua cong Gan Dan. Ong/ba co the dat lai.'
	},
	evening: {
		subject: 'Nhắc lịch làm căn cước',
		long: long(
			'Nhắc ông/bà: tổ công tác làm căn cước {day}, từ {from} đến {to}. Mỗi buổi vắng nhà là một cụ già hay người bệnh khác mất lượt và phải chờ thêm. Nếu không ở nhà được, xin đổi giờ ngay trên cổng Gần Dân bằng mã tra cứu đã ghi.'
		),
		short:
			'Cong an: nhac lich lam can cuoc {day}, {from} den {to}. Vang nha thi nguoi gia, nguoi benh khac mat luot: xin doi gio truoc.'
	},
	on_the_way: {
		subject: 'Tổ công tác đang đến',
		long: long(
			'Tổ công tác đang trên đường đến nhà ông/bà. Xin có người ở nhà và để sẵn giấy tờ. Cán bộ mặc quân phục và xuất trình thẻ ngành khi được hỏi.'
		),
		short:
			'Cong an: to cong tac dang tren duong den nha ong/ba. Xin co nguoi o nha, de san giay to. Co the yeu cau can bo xuat trinh the nganh.'
	},
	card_ready: {
		subject: 'Thẻ căn cước đã về',
		long: long(
			'Thẻ căn cước của gia đình ông/bà đã về. Cán bộ sẽ mang đến, hoặc ông/bà đến nhận tại trụ sở trong giờ làm việc. Không phải trả thêm khoản nào khi nhận thẻ.'
		),
		short:
			'Cong an: the can cuoc cua gia dinh ong/ba da ve. Can bo se mang den, hoac den nhan tai tru so. Nhan the khong phai tra them tien.'
	}
} as const satisfies Record<string, Words>;

export type Purpose = keyof typeof templates;
