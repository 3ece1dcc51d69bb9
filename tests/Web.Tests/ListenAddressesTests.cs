namespace Fairload.Web.Tests;

public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData("http://localhost:5080", null)]
    [InlineData("http://localhost:5080;https://[::1]:5081", null)]
    [InlineData("http://*:80", null)]
    [InlineData("http://unix:/run/fairload.sock", null)]
    [InlineData("notaurl", "notaurl")]
    [InlineData("http://localhost:5080; notaurl", "notaurl")]
    [InlineData("http://localhost:99999", "http://localhost:99999")]
    [InlineData("http://localhost:port", "http://localhost:port")]
    [InlineData("http://localhost:-1", "http://localhost:-1")]
    [InlineData("ftp://localhost", "ftp://localhost")]
    [InlineData("", "")]
    public void What_is_no_address_is_named(string urls, string? wrong) => Assert.Equal(wrong, ListenAddresses.Wrong(urls));

    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://LOCALHOST:5080;http://127.0.0.1:5081;https://[::1]:5082", true)]
    [InlineData("http://127.9.9.9:5080/", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://+:5080", false)]
    [InlineData("http://localhost:5080;http://*:5081", false)]
    [InlineData("http://localhost.example.org:5080", false)]
    [InlineData("http://council-laptop:5080", false)]
    [InlineData("http://192.0.2.1:5080", false)]
    [InlineData("http://unix:/run/fairload.sock", false)]
    [InlineData("http://pipe:/fairload", false)]
    [InlineData("notaurl", false)]
    [InlineData("", false)]
    public void Only_loopback_is_this_machine(string urls, bool own) => Assert.Equal(own, ListenAddresses.AreOwnMachine(urls));
}
