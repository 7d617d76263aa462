using System.Security.Cryptography;
using Mcp.Tools.Runners.Tools.Confirmation;
using Microsoft.Extensions.Time.Testing;

namespace Mcp.Tools.Runners.Tests.Tools.Confirmation;

public sealed class PlanSealTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void Open_TheSameCall_IsValid() => Assert.Equal(SealVerdict.Valid, Seal().Open(Seal().Seal("call", "me"), "call", "me", once: true));

    [Theory]
    [InlineData("other call", "me")]
    [InlineData("call", "somebody else")]
    [InlineData("callme", "")]
    [InlineData("", "callme")]
    public void Open_AnotherCallOrCaller_IsForeign(string call, string principal) =>
        Assert.Equal(SealVerdict.Foreign, Seal().Open(Seal().Seal("call", "me"), call, principal, once: false));

    [Fact]
    public void Open_AnotherKey_IsForeign() =>
        Assert.Equal(SealVerdict.Foreign, new PlanSeal(() => RandomNumberGenerator.GetBytes(32), _time).Open(Seal().Seal("call", "me"), "call", "me", once: false));

    [Fact]
    public void Open_AfterItsLifetime_IsExpired()
    {
        var plan = Seal().Seal("call", "me");

        _time.Advance(PlanSeal.Lifetime);
        Assert.Equal(SealVerdict.Valid, Seal().Open(plan, "call", "me", once: false));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SealVerdict.Expired, Seal().Open(plan, "call", "me", once: false));
    }

    [Fact]
    public void Open_Twice_IsUsedWhereItCountsOnce()
    {
        var seal = Seal();
        var plan = seal.Seal("call", "me");

        Assert.Equal(SealVerdict.Valid, seal.Open(plan, "call", "me", once: false));
        Assert.Equal(SealVerdict.Valid, seal.Open(plan, "call", "me", once: true));
        Assert.Equal(SealVerdict.Used, seal.Open(plan, "call", "me", once: true));
    }

    [Fact]
    public void Open_AnyByteChanged_IsForeign()
    {
        var plan = Seal().Seal("call", "me");

        Assert.All(Enumerable.Range(0, plan.Length), at =>
        {
            var changed = plan.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            Assert.Equal(SealVerdict.Foreign, Seal().Open(new string(changed), "call", "me", once: false));
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("not base64 !!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Open_Anything_IsForeign(string text)
    {
        Assert.Equal(SealVerdict.Foreign, Seal().Open(text, "call", "me", once: false));
        Assert.Equal(SealVerdict.Foreign, Seal().Open(text + new string('A', 5000), "call", "me", once: false));
    }

    private PlanSeal Seal() => new(() => _key, _time);
}
