import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Thông tin', words: 'Cán bộ sẽ gọi trước khi đến.' },
	{
		title: 'Lưu ý',
		props: { kind: 'caution', title: 'Đề phòng giả danh' },
		words: 'Công an không thu tiền qua điện thoại, không hỏi mã OTP, không gửi đường dẫn.'
	},
	{ title: 'Nguy hiểm', props: { kind: 'danger' }, words: 'Khung giờ này vừa có người đặt.' },
	{
		title: 'Đã xong',
		props: { kind: 'done', title: 'Đã giữ giờ' },
		words: 'Chờ cán bộ gọi xác nhận.'
	}
];
