export default function ReceiptCheck() {
  return <h1>Kiểm tra biên nhận</h1>
}
