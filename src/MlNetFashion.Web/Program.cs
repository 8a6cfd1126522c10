namespace MlNetFashion.Web;

/// <summary>The page and the HTTP interface as a program of their own; <c>fashion serve</c> starts the same.</summary>
sealed class Program
{
    Program()
    {
    }

    static async Task Main(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddCommandLine(args, ServeOptions.Switches);
        ServeOptions options = ServeOptions.Of(builder.Configuration).Checked();
        using ShopCatalogue catalogue = ShopCatalogue.Open(options);
        await using WebApplication app = Shop.Build(builder, options, catalogue);
        await app.RunAsync();
    }
}
