/** What the posts of the demonstration say. */
import type { Category } from '../functions/_shared/contracts/news.ts';

export type DemoPost = {
	category: Category;
	title: string;
	summary: string;
	body: string;
	/** Days that it has been public; below zero: still to come. */
	ago: number;
	until?: 'draft' | 'review' | 'corrected' | 'withdrawn';
	/** What was wrong, of one that was corrected or withdrawn. */
	note?: string;
};

export const posts: readonly DemoPost[] = [
	{
		category: 'warnings',
		title: 'Cảnh báo cuộc gọi giả danh công an đòi cập nhật định danh',
		summary: 'Công an không yêu cầu cài ứng dụng hay chuyển tiền qua điện thoại.',
		body: 'Gần đây có người nhận được cuộc gọi tự xưng là cán bộ, yêu cầu **cài ứng dụng lạ** hoặc đọc mã OTP.\n\n## Nhận biết\n\n- Thúc giục làm ngay, dọa khóa tài khoản.\n- Gửi liên kết tải ứng dụng ngoài kho chính thức.\n- Xin mã OTP, mật khẩu, số thẻ.\n\n## Việc nên làm\n\n1. Dừng cuộc gọi.\n2. Hỏi lại công an phường qua số trên cổng này.\n3. [Gửi tin báo](/tin-bao), không cần nêu tên.',
		ago: 1
	},
	{
		category: 'procedures',
		title: 'Làm thẻ căn cước tại nhà cho người già yếu',
		summary: 'Tổ lưu động đến nhà vào thứ Bảy, Chủ nhật. Đặt lịch không mất tiền.',
		body: 'Người già yếu, người bệnh không đi lại được có thể [đặt lịch](/dat-lich) để tổ lưu động đến nhà.\n\n## Cần chuẩn bị\n\n| Giấy tờ | Ghi chú |\n|---|---|\n| Thẻ cũ | Nếu còn |\n| Giấy khai sinh | Khi thông tin chưa khớp |\n\nKhông có thẻ cũ vẫn làm được. Cán bộ sẽ gọi trước khi đến.',
		ago: 3
	},
	{
		category: 'good_people',
		title: 'Nhặt được ví trên đường, tìm người trả lại',
		summary: 'Một người dân giao chiếc ví có nhiều giấy tờ cho công an phường.',
		body: 'Chiều thứ Sáu, một người dân mang đến trụ sở chiếc ví nhặt được bên đường liên xã. Trong ví có giấy tờ và tiền mặt.\n\n> Của người ta, mình giữ thì áy náy.\n\nSau một buổi, người mất ví đã nhận lại đủ.',
		ago: 5
	},
	{
		category: 'campaigns',
		title: 'Ra quân đợt cao điểm bảo đảm an ninh trật tự dịp cuối năm',
		summary: 'Tuần tra ban đêm, gặp gỡ từng tổ dân phố, nhận tin báo suốt ngày đêm.',
		body: 'Từ tháng này đến hết Tết, các tổ tuần tra đi cùng lực lượng bảo vệ cơ sở.\n\n## Ba việc chính\n\n1. Tuần tra ban đêm ở nơi vắng.\n2. Gặp gỡ từng tổ dân phố.\n3. Trả lời tin báo trong hạn.',
		ago: 8
	},
	{
		category: 'news',
		title: 'Gặp mặt các tổ dân phố tại nhà văn hóa',
		summary: 'Người dân hỏi, công an trả lời ngay tại chỗ.',
		body: 'Buổi gặp bắt đầu lúc 19:00 tại nhà văn hóa. Ai cũng có thể đến hỏi về giấy tờ, tạm trú và an ninh trật tự.',
		ago: 10,
		until: 'corrected',
		note: 'Bài đăng lần đầu ghi 18:00. Giờ đúng là 19:00.'
	},
	{
		category: 'warnings',
		title: 'Khóa xe cẩn thận khi ra đồng, ra biển',
		summary: 'Một số xe máy mất ở nơi để xe vắng người.',
		body: 'Khi đi làm đồng hay ra biển, hãy **khóa cổ và khóa đĩa**, gửi xe ở nhà quen. Thấy người lạ đi quanh nơi để xe, hãy gọi 113.',
		ago: 14
	},
	{
		category: 'procedures',
		title: 'Đăng ký tạm trú cho người thuê nhà',
		summary: 'Chủ nhà hoặc người thuê đều khai được; làm trên Cổng dịch vụ công.',
		body: 'Người thuê ở từ 30 ngày trở lên cần đăng ký tạm trú.\n\n- Khai trên Cổng dịch vụ công.\n- Cần giúp thì đến bàn tiếp dân, cán bộ làm cùng ông/bà.',
		ago: 18
	},
	{
		category: 'news',
		title: 'Tập huấn chữa cháy cho hộ kinh doanh ở chợ',
		summary: 'Các hộ tự tay dùng bình chữa cháy và tập thoát nạn.',
		body: 'Hơn nửa ngày, các hộ kinh doanh tập dùng bình chữa cháy, ngắt điện và mở lối thoát.\n\n---\n\nBuổi sau dành cho hộ có kho hàng.',
		ago: 22
	},
	{
		category: 'good_people',
		title: 'Đưa cụ bà đi lạc về với gia đình',
		summary: 'Người bán nước nhận ra cụ đi lạc và gọi công an phường.',
		body: 'Cụ đi bộ xa nhà và không nhớ đường. Người bán nước mời cụ ngồi nghỉ rồi gọi. Trong buổi sáng, cụ đã về nhà.',
		ago: 27
	},
	{
		category: 'campaigns',
		title: 'Học sinh ký cam kết đi xe an toàn',
		summary: 'Các trường cùng công an phường nhắc đội mũ, không chở ba.',
		body: 'Sau giờ chào cờ, học sinh nghe chuyện thật về đội mũ bảo hiểm, rồi cùng ký cam kết.',
		ago: 33
	},
	{
		category: 'news',
		title: 'Lịch trực bàn tiếp dân trong tuần',
		summary: 'Bài này đã được thay bằng lịch mới.',
		body: 'Bàn tiếp dân mở các ngày trong tuần.',
		ago: 40,
		until: 'withdrawn',
		note: 'Lịch đã thay đổi. Xin xem giờ làm việc ở trang chủ.'
	},
	{
		category: 'news',
		title: 'Sáng mai tổ lưu động về các thôn ven biển',
		summary: 'Làm thẻ căn cước tại nhà văn hóa thôn.',
		body: 'Tổ lưu động làm việc từ 07:30. Người già yếu được làm trước.',
		ago: -1
	},
	{
		category: 'good_people',
		title: 'Tổ tự quản giữ đường làng sáng đèn',
		summary: 'Mỗi nhà góp một bóng đèn cho đoạn đường tối.',
		body: 'Tổ tự quản đi từng nhà, mỗi nhà góp một bóng đèn. Đoạn đường trước đây tối nay đã sáng.',
		ago: 0,
		until: 'review'
	},
	{
		category: 'warnings',
		title: 'Cẩn thận với lời mời việc nhẹ lương cao',
		summary: '',
		body: 'Bản nháp: cần thêm dấu hiệu nhận biết và số điện thoại để hỏi.',
		ago: 0,
		until: 'draft'
	}
];
