namespace MlNetFashion.Text;

/// <summary>Words that a shopper uses and that the shipped vocabulary holds whole.</summary>
static class FashionWords
{
    static readonly string[] s_garments = Words(
        """
        dress dresses gown skirt skirts mini midi maxi blouse blouses shirt shirts tshirt tshirts t tee tees top tops tank camisole cami tunic tunics kurta kurtas kurti kurtis
        saree sarees sari lehenga salwar churidar dupatta dupattas sweater sweaters jumper pullover cardigan cardigans hoodie hoodies sweatshirt sweatshirts jacket jackets
        blazer blazers coat coats overcoat trench parka waistcoat vest vests poncho shrug cape suit suits tuxedo jumpsuit jumpsuits romper rompers playsuit overall overalls
        dungarees trousers trouser pants pant jeans jean chinos slacks shorts bermuda capri capris leggings legging jeggings tights stockings socks sock joggers tracksuit
        trackpants track swimsuit swimwear bikini pyjamas pajamas nightdress robe bathrobe shoe shoes sneaker sneakers trainers trainer boot boots bootie sandal sandals
        slipper slippers flip flops heel heels pump pumps stiletto wedge wedges loafer loafers moccasin moccasins flat flats oxford oxfords brogue brogues clog clogs mule
        espadrille bag bags handbag handbags purse clutch clutches tote backpack backpacks satchel wallet wallets belt belts hat hats cap caps beanie scarf scarves stole
        shawl glove gloves mitten tie ties bowtie cufflinks watch watches sunglasses glasses goggles jewellery jewelry necklace necklaces earring earrings bracelet bracelets
        bangle bangles ring rings pendant pendants anklet brooch umbrella hairband headband
        """);

    static readonly string[] s_looks = Words(
        """
        red blue green yellow orange purple pink black white grey gray brown beige cream ivory navy teal turquoise cyan aqua mint olive khaki lime maroon burgundy wine crimson
        scarlet coral peach salmon rose magenta fuchsia violet lavender lilac mauve indigo tan camel taupe nude rust mustard gold golden silver bronze copper charcoal
        denim emerald multi multicolour multicoloured multicolor multicolored colour colours coloured color colors colored colourful colorful dark darker light lighter
        bright brighter pale pastel neon metallic shiny matte solid plain striped stripes stripe pinstripe dotted dots dot polka checked checkered checks check plaid tartan
        gingham floral flowers flower flowery leopard zebra animal snake camouflage camo geometric abstract paisley chevron argyle houndstooth ikat tie dye ombre
        colourblock colorblock print prints printed patterned pattern patterns graphic logo slogan text letters lettering embroidered embroidery embellished sequins sequined
        beaded lace lacy mesh sheer transparent ruffle ruffles ruffled frill frills pleated pleats fringe fringed tassel tassels quilted knit knitted woven ribbed
        crochet cotton silk satin linen wool woollen cashmere leather suede velvet chiffon georgette polyester nylon fleece fur corduroy tweed jersey denim canvas
        sleeve sleeves sleeved sleeveless short long shorter longer elbow quarter three cropped crop cuffs cuff puff puffed bell raglan batwing strapless strap straps strappy
        spaghetti halter shoulder shoulders off one neck neckline necklines v u round crew scoop boat square turtle turtleneck polo collar collars collared collarless mandarin
        henley sweetheart plunging cowl hood hooded button buttons buttoned zip zipper zipped pocket pockets belted bow knee ankle thigh floor length hem waist waisted high low
        tight tighter loose looser fitted slim skinny straight wide leg legs flared flare bodycon line wrap asymmetric peplum empire sheath shift pencil tiered
        oversized baggy boxy regular relaxed open closed toe back backless front lace up
        """);

    static readonly string[] s_requests = Words(
        """
        i me my we you it is are am be was has have had do does not no without with and or but in on of for from to at by as than that this these those the a an
        more less very much same similar like different instead other another only also too so just but all any some most least
        want need show find search give looking look looks something anything please make made change replace keep add remove picture photo image
        bigger smaller larger longer thicker thinner warmer cooler softer simpler fancier newer cheaper better nicer cuter
        man men mens male woman women womens female lady ladies gentleman boy boys girl girls kid kids child children baby unisex adult
        casual formal party work office business wedding evening cocktail beach summer winter spring autumn fall holiday travel sport sports sporty gym running walking
        training yoga football cricket ethnic traditional western vintage retro classic modern elegant chic simple cute pretty cool comfortable warm cosy cozy
        large small medium big little tall petite plus size new old style styles fashion outfit wear clothes clothing set pair piece pack item items accessories footwear apparel
        one two three four five six seven eight nine ten first second
        """);

    /// <summary>Garments, colours, patterns, cuts, materials, and the words requests are made with; lower case, each once.</summary>
    public static IReadOnlyCollection<string> All { get; } = [.. s_garments.Concat(s_looks).Concat(s_requests).Distinct().Order(StringComparer.Ordinal)];

    static string[] Words(string text) => text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
