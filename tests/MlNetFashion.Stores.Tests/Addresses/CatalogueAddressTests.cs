using MlNetFashion.Stores;

namespace MlNetFashion.Tests.Addresses;

public sealed class CatalogueAddressTests
{
    [Test]
    public void An_address_of_Garnet_has_nodes_a_name_and_shards()
    {
        CatalogueAddress address = CatalogueAddress.Parse("garnet://me:p%40ss:w@one:7000,two/my-shop_1?shards=6&tls=true");
        Assert.That(address.Kind, Is.EqualTo(StoreKind.Garnet));
        Assert.That(address.Hosts, Is.EqualTo(["one:7000", "two:6379"]));
        Assert.That((address.Name, address.User, address.Password, address.Shards, address.Tls), Is.EqualTo(("my-shop_1", "me", "p@ss:w", 6, true)));
    }

    [Test]
    public void An_address_of_PostgreSQL_has_a_database_and_a_catalogue()
    {
        CatalogueAddress address = CatalogueAddress.Parse("postgresql://user@db.example/shop%20db?catalogue=summer&sslmode=verify-full");
        Assert.That((address.Kind, address.Hosts[0], address.Database, address.Name), Is.EqualTo((StoreKind.Postgres, "db.example:5432", "shop db", "summer")));
        Assert.That((address.User, address.Password, address.SslMode), Is.EqualTo(("user", (string?)null, "verify-full")));
    }

    [TestCase("garnet://host/shop", true)]
    [TestCase("POSTGRES://host/db", true)]
    [TestCase("my-index", false)]
    [TestCase("C:\\index", false)]
    public void Addresses_are_told_from_folders(string text, bool isOne) => Assert.That(CatalogueAddress.IsOne(text), Is.EqualTo(isOne));

    [TestCase("mysql://host/shop", "no address of a catalogue")]
    [TestCase("garnet://host", "no name of a catalogue")]
    [TestCase("garnet://host/shop;DROP", "no name of a catalogue")]
    [TestCase("garnet:///shop", "names no host")]
    [TestCase("garnet://host:70000/shop", "no port")]
    [TestCase("garnet://host/shop?shards=0", "whole number from 1 to")]
    [TestCase("garnet://host/shop?shard=3", "no option \"shard\"")]
    [TestCase("postgres://one,two/db?catalogue=shop", "PostgreSQL has one")]
    [TestCase("postgres://host/db", "no name of a catalogue")]
    [TestCase("postgres://host?catalogue=shop", "names no database")]
    public void What_is_no_address_is_refused_with_what_is_wrong(string text, string said) =>
        Assert.That(() => CatalogueAddress.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains(said));

    [Test]
    public void A_password_is_never_shown()
    {
        Assert.That($"{CatalogueAddress.Parse("postgres://me:secret@host/db?catalogue=shop")}", Is.EqualTo("postgres://host:5432/db?catalogue=shop"));
        Assert.That(() => CatalogueAddress.Parse("postgres://me:secret@host?catalogue=shop"), Throws.TypeOf<FormatException>()
            .With.Message.Not.Contains("secret"));
    }
}
