export default function InformationPage() {
  return <h1>Hoa Phượng</h1>
}
